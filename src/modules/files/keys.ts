interface Shape {
	name: string;
	format: string;
}

/** Where one encoding of a picture lies in the store. */
export const keyOf = (centreId: string, id: string, { name, format }: Shape): string =>
	`${centreId}/${id}/${name}.${format}`;
