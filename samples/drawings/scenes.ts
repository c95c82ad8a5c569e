import { bathroom, fan, kitchen, lamp, study } from './home.ts';
import { sheet } from './paper.ts';
import { bench, board, garden, handrail, stairs, yard } from './stairs.ts';
import { books, haircut, phone, rice, wheelchair } from './things.ts';

/** What can be drawn, as it was before and as it is now. */
const scenes = {
	bathroom,
	bench,
	board,
	books,
	fan,
	garden,
	haircut,
	handrail,
	kitchen,
	lamp,
	phone,
	rice,
	stairs,
	study,
	wheelchair,
	yard
};

export type Scene = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as Scene[];

/** The drawing as SVG. */
export const draw = (scene: Scene, isDone: boolean): string => sheet(scenes[scene](isDone));
