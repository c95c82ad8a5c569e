import { actContact, loadContact } from '../../../contact.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadContact(event, 'member');

export const actions: Actions = { default: (event) => actContact(event, 'member') };
