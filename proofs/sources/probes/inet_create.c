// SPDX-License-Identifier: GPL-2.0
/* What inet_create gets, and what it has written into the struct socket when it returns. */
#include "probe.h"
#include <linux/net.h>
#include <net/sock.h>

struct carried {
	struct socket *socket;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = (struct socket *)regs->si;

	if (!ours())
		return 1;
	((struct carried *)instance->data)->socket = socket;
	pr_info("entry net=%px %pS\n", (void *)regs->di, (void *)regs->di);
	pr_info("entry socket=%px\n", socket);
	pr_info("entry protocol=%d\n", (int)regs->dx);
	pr_info("entry kern=%d\n", (int)regs->cx);
	pr_info("entry socket.type=%d\n", socket->type);
	pr_info("entry socket.ops=%px\n", socket->ops);
	pr_info("entry socket.sk=%px\n", socket->sk);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = ((struct carried *)instance->data)->socket;

	pr_info("return value=%d\n", (int)regs_return_value(regs));
	pr_info("return socket.ops=%px %pS\n", socket->ops, socket->ops);
	pr_info("return socket.sk=%px\n", socket->sk);
	if (socket->sk)
		pr_info("return sock.sk_protocol=%d\n", socket->sk->sk_protocol);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "inet_create",
	.entry_handler = at_entry,
	.handler = at_return,
	.data_size = sizeof(struct carried),
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
MODULE_DESCRIPTION("What inet_create gets, and what it has written into the struct socket when it returns");
MODULE_LICENSE("GPL");
