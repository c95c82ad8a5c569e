export { holdPictures, keepPicture, publishPictures, storePicture, type StoredPicture } from './commands.server.ts';
export { documentTasks } from './document-jobs.server.ts';
export { documentFile, keepDocument, readDocuments, storeDocument } from './documents.server.ts';
export { fileTasks } from './jobs.server.ts';
export { readPicture, type Picture } from './picture.server.ts';
export { pictureFile, type PictureFile } from './queries.server.ts';
export type { FileStore } from './storage.server.ts';
export { readPictures } from './uploads.server.ts';
