/** What the bot remembers. Times are milliseconds since the epoch. */
export interface Store {
  /** True for exactly one caller per id, ever asked again within a day. */
  firstTime(id: string, at: number): Promise<boolean>;
  readonly conversations: {
    /** Topics of the conversation's last turns, latest first; empty after a day. */
    recall(conversation: string, at: number): Promise<readonly string[]>;
    remember(conversation: string, topics: readonly string[], at: number): Promise<void>;
  };
  close(): Promise<void>;
}
