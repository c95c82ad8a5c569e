/** The consent of a member to be thanked publicly; its subject is the member. */
export const NAMED = 'member.serviceRecord' as const;

export const namedWording =
	'我同意党群服务中心在网上的感谢名单里，用我的称呼（不是姓名）感谢我的服务，不排名次。我可以随时撤回，不影响服务。';
