/** Why a platform does not let the bot in, until a person mends it: trying again changes nothing. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
