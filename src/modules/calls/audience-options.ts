/** What can be asked of those a call is for. */
export interface AudienceOptions {
	communities: { value: string; label: string }[];
	grids: { value: string; label: string }[];
	skills: { value: string; label: string }[];
	fields: { value: string; label: string }[];
}
