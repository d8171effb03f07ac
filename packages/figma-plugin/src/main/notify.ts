const MOST_LETTERS = 100; // more than that Figma refuses

export const shorten = (message: string): string =>
  message.length > MOST_LETTERS ? `${message.slice(0, MOST_LETTERS - 1)}…` : message;

/** A line at the foot of Figma's window. */
export const notify = (message: string, options: NotificationOptions): void =>
  void figma.notify(shorten(message), options);
