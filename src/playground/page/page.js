import { themed } from './components.js';

const root = document.documentElement;
const says = JSON.parse(root.dataset.says);
const log = document.getElementById('log');
/** Answers stand in the conversation, and a sample of one beside it until something is asked. */
const main = document.getElementById('main');
const form = document.getElementById('ask');
const input = document.getElementById('question');
const list = document.getElementById('suggestions');
const status = document.getElementById('status');
const lang = root.lang;
/** One conversation for each open page. */
const place = crypto.randomUUID();

const isLight = () => root.dataset.theme === 'light';

/* Looks: kept for the next visit. */

function remembered(name) {
  try {
    return localStorage.getItem(`virt-${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`virt-${name}`, value);
  } catch {
    // Private windows may keep nothing; the choice then lasts as long as the page.
  }
}

async function look(name, value) {
  root.dataset[name] = value;
  for (const radio of document.querySelectorAll(`input[name="${name}"]`))
    radio.checked = radio.value === value;
  if (name === 'theme' && log) await themed(main, isLight());
}

async function looks() {
  const asked = new URLSearchParams(location.search);
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const first = { view: 'both', width: 'desktop', theme: dark };
  for (const [name, usual] of Object.entries(first)) {
    const radios = [...document.querySelectorAll(`input[name="${name}"]`)].map((radio) => radio.value);
    const wanted = [asked.get(name), remembered(name)].find((one) => radios.includes(one));
    await look(name, wanted ?? usual);
  }
}

for (const radio of document.querySelectorAll('.choice input')) {
  radio.addEventListener('change', () => {
    remember(radio.name, radio.value);
    look(radio.name, radio.value);
  });
}

/* Questions and presses */

async function post(body) {
  const response = await fetch('/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, lang, place }),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** On a touch screen the keyboard would cover the answer. */
const byTouch = matchMedia('(pointer: coarse)');

/** Whoever types goes on typing; whoever pressed something goes on from the answer. */
function follow(article) {
  article.scrollIntoView({ block: 'start' });
  const typing = document.activeElement === input;
  if (!typing) article.focus({ preventScroll: true });
  else if (byTouch.matches) input.blur();
}

/** Said to screen readers; seen only where nothing else shows it. */
function tell(words, seen = true) {
  if (!status) return;
  status.classList.toggle('unseen', !seen);
  status.textContent = words;
}

async function show(answer, visit) {
  const template = document.createElement('template');
  template.innerHTML = answer.html;
  document.querySelector('.sample')?.remove();
  log.append(template.content);
  const article = document.getElementById(answer.id);
  visit(answer);
  await themed(article, isLight());
  follow(article);
  tell(`${says.answer}${answer.title}`, false);
}

function remove(article) {
  article?.remove();
  tell(says.deleted);
  input?.focus();
}

async function send(body, article, visit = visited) {
  tell(says.thinking, false);
  log.ariaBusy = 'true';
  try {
    const answer = await post(body);
    if (answer.kind === 'answer') return await show(answer, visit);
    if (answer.kind === 'delete') remove(article);
    else tell(says.silent);
  } catch {
    tell(says.failed);
  } finally {
    log.ariaBusy = null;
  }
}

/* The address: each question has its own, so that back, forward, reload and a copied link ask it again */

function addressOf(text) {
  const here = new URL(location.href);
  if (text) here.searchParams.set('q', text);
  else here.searchParams.delete('q');
  here.searchParams.set('lang', lang);
  return here;
}

function linkLanguages(here) {
  for (const link of document.querySelectorAll('[data-lang]')) {
    const there = new URL(here);
    there.searchParams.set('lang', link.dataset.lang);
    link.href = `${there.pathname}${there.search}`;
  }
}

/** A verdict or a shared answer is no question to come back to. */
function visited({ id, asked, intent }, how = 'pushState') {
  if (intent === 'feedback' || !asked) return;
  const here = addressOf(asked);
  history[how]({ id, asked }, '', here);
  linkLanguages(here);
}
const stayed = (answer) => visited(answer, 'replaceState');

async function ask(text, visit = visited) {
  close();
  input.value = '';
  await send({ text }, undefined, visit);
}

async function comeBack() {
  linkLanguages(new URL(location.href));
  const { id, asked } = history.state ?? {};
  const article = id && document.getElementById(id);
  if (article) return follow(article);
  if (asked) return ask(asked, stayed);
  scrollTo(0, 0);
  input.focus();
}

/** In the gallery a press opens the chat: its answers have their place there. */
function press(pressed, article) {
  if (form) return send({ pressed }, article);
  sessionStorage.setItem('virt-pressed', JSON.stringify(pressed));
  location.href = `/?lang=${article.lang}`;
}

const labelOf = (control) =>
  control.localName === 'select'
    ? control.selectedOptions[0].dataset.label
    : (control.getAttribute('aria-label') ?? control.textContent);

function pressOf(control, value) {
  const platform = control.dataset.discord === undefined ? 'slack' : 'discord';
  const under = control.closest('article').id;
  return { platform, id: control.dataset[platform], value, label: labelOf(control).trim(), under };
}

main.addEventListener('click', (event) => {
  const article = event.target.closest('article');
  if (event.target.closest('[data-dismiss]')) return remove(article);
  const control = event.target.closest('[data-discord], [data-slack]');
  if (!control || control.localName === 'select') return;
  press(pressOf(control, control.getAttribute('value') ?? ''), article);
});

main.addEventListener('change', (event) => {
  const control = event.target.closest('select[data-discord], select[data-slack]');
  if (!control || control.value === '') return;
  const pressed = pressOf(control, control.value);
  control.value = '';
  press(pressed, control.closest('article'));
});

/* Out of an answer and back to the question */
main.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') input?.focus();
});

/* Tabs, moved through with the arrow keys */

function choose(tab) {
  for (const one of tab.parentElement.children) {
    const on = one === tab;
    one.setAttribute('aria-selected', String(on));
    one.tabIndex = on ? 0 : -1;
    document.getElementById(one.getAttribute('aria-controls')).hidden = !on;
  }
}

main.addEventListener('click', (event) => {
  const tab = event.target.closest('[role="tab"]');
  if (tab) choose(tab);
});

main.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const tab = event.target.closest('[role="tab"]');
  const other = tab?.nextElementSibling ?? tab?.previousElementSibling;
  if (!other) return;
  choose(other);
  other.focus();
});

/* Suggestions, as Discord makes them while a command is typed */

let active = -1;
let turn = 0;
/** Enter in the middle of typing Japanese chooses characters, not a suggestion. */
let composing = false;

function close() {
  turn++;
  active = -1;
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function activate(n) {
  // Whoever has begun to choose chooses from this list: a later one does not replace it.
  turn++;
  const options = [...list.children];
  active = options.length === 0 ? -1 : (n + options.length) % options.length;
  for (const [i, option] of options.entries()) option.setAttribute('aria-selected', String(i === active));
  options[active]?.scrollIntoView({ block: 'nearest' });
  if (active >= 0) input.setAttribute('aria-activedescendant', options[active].id);
}

function option({ name, value }, i) {
  const item = document.createElement('li');
  item.id = `suggestion-${i}`;
  item.role = 'option';
  item.textContent = name;
  item.dataset.value = value;
  item.setAttribute('aria-selected', 'false');
  return item;
}

async function suggest() {
  const mine = ++turn;
  const query = new URLSearchParams({ q: input.value, lang });
  const found = await fetch(`/suggest?${query}`).then(
    (response) => response.json(),
    () => [],
  );
  if (mine !== turn) return;
  active = -1;
  input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...found.map(option));
  list.hidden = found.length === 0;
  input.setAttribute('aria-expanded', String(found.length > 0));
}

function onKey(event) {
  if (composing) return;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      event.preventDefault();
      if (list.hidden) suggest();
      else activate(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1));
      break;
    case 'Escape':
      close();
      break;
    case 'Enter':
      if (active < 0) break;
      event.preventDefault();
      ask(list.children[active].dataset.value);
      break;
  }
}

if (form) {
  input.addEventListener('input', suggest);
  input.addEventListener('keydown', onKey);
  input.addEventListener('compositionstart', () => {
    composing = true;
  });
  input.addEventListener('compositionend', () => {
    composing = false;
  });
  input.addEventListener('blur', () => setTimeout(close, 150));
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const chosen = event.target.closest('[role="option"]');
    if (chosen) ask(chosen.dataset.value);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!composing && input.value.trim() !== '') ask(input.value);
  });
  for (const example of document.querySelectorAll('[data-ask]')) {
    example.addEventListener('click', (event) => {
      event.preventDefault();
      ask(example.dataset.ask);
    });
  }
}

await looks();
root.dataset.ready = 'true';
if (form) {
  addEventListener('popstate', comeBack);
  const pressed = sessionStorage.getItem('virt-pressed');
  sessionStorage.removeItem('virt-pressed');
  const asked = new URLSearchParams(location.search).get('q');
  input.focus();
  if (pressed) await send({ pressed: JSON.parse(pressed) });
  else if (asked) await ask(asked, stayed);
}
