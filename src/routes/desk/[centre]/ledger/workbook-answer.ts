const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A file that is made while it is sent. Its first piece is there before the answer begins, so that whatever goes wrong at the
 * start is told as a page; when the visitor goes away, no more of it is made.
 */
export async function workbookAnswer(
	pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
	{ plain, title }: { plain: string; title: string }
): Promise<Response> {
	let next: Promise<IteratorResult<Uint8Array<ArrayBuffer>>> = Promise.resolve(await pieces.next());
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		async pull(controller) {
			const { done, value } = await next;
			if (done) return controller.close();
			controller.enqueue(value);
			next = pieces.next();
			// told by the next pull; a visitor who is gone asks for no more
			next.catch(() => undefined);
		},
		async cancel() {
			await pieces.return(undefined);
		}
	});
	return new Response(body, {
		headers: {
			'content-type': XLSX,
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(title)}`,
			'cache-control': 'no-store'
		}
	});
}
