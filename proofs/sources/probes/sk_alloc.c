// SPDX-License-Identifier: GPL-2.0
/* What sk_alloc is asked for, and the struct sock that it returns, before anything else fills it. */
#include "probe.h"
#include <net/sock.h>

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct proto *proto = (struct proto *)regs->cx;

	if (!ours())
		return 1;
	pr_info("entry net=%px %pS\n", (void *)regs->di, (void *)regs->di);
	pr_info("entry family=%d\n", (int)regs->si);
	pr_info("entry priority=%x\n", (unsigned int)regs->dx);
	pr_info("entry prot=%px %pS\n", proto, proto);
	pr_info("entry prot.name=%s\n", proto->name);
	pr_info("entry prot.obj_size=%u\n", proto->obj_size);
	pr_info("entry kern=%d\n", (int)regs->r8);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct sock *sock = (struct sock *)regs_return_value(regs);

	pr_info("return sock=%px\n", sock);
	pr_info("return sock.sk_family=%d\n", sock->sk_family);
	pr_info("return sock.sk_prot=%px %pS\n", sock->sk_prot, sock->sk_prot);
	pr_info("return sock.sk_state=%d\n", sock->sk_state);
	pr_info("return sock.sk_protocol=%d\n", sock->sk_protocol);
	pr_info("return sock.sk_socket=%px\n", sock->sk_socket);
	pr_info("return sock.sk_refcnt=%u\n", refcount_read(&sock->sk_refcnt));
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "sk_alloc",
	.entry_handler = at_entry,
	.handler = at_return,
	.maxactive = 16,
};

static int __init load(void)
{
	int error = register_kretprobe(&probe);

	if (error) {
		pr_err("register=%d\n", error);
		return error;
	}
	pr_info("load at=%px %pS\n", probe.kp.addr, probe.kp.addr);
	return 0;
}

static void __exit unload(void)
{
	unregister_kretprobe(&probe);
	pr_info("unload missed=%d\n", probe.nmissed);
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("What sk_alloc is asked for, and the struct sock that it returns, before anything else fills it");
MODULE_LICENSE("GPL");
