const MAX_LETTERS = 100; // Figma's limit for notifications

export const shorten = (message: string): string =>
  message.length > MAX_LETTERS ? `${message.slice(0, MAX_LETTERS - 1)}…` : message;

/** Shows a notification at the bottom of Figma's window. */
export const notify = (message: string, options: NotificationOptions): void =>
  void figma.notify(shorten(message), options);
