export { sendMessage, type OutgoingMessage } from './commands.server.ts';
export { notificationTasks } from './jobs.server.ts';
export { messageCounts, outboxIsOpen, outboxMessages, type OutboxMessage, type Visitor } from './queries.server.ts';
