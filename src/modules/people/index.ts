export { ALIAS_FORMS, aliasOf, surnameOf, type AliasForm } from './alias.ts';
export { PersonName, RegisterMember, StreetAddress } from './forms.ts';
export { unusualOpenings } from './settings.ts';
