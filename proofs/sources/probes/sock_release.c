// SPDX-License-Identifier: GPL-2.0
/* A struct socket that is given back: who asks for it, and what it still holds. */
#include "probe.h"
#include <linux/net.h>

struct carried {
	struct socket *socket;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = (struct socket *)regs->di;
	unsigned long caller = *(unsigned long *)regs->sp;

	if (!ours())
		return 1;
	((struct carried *)instance->data)->socket = socket;
	pr_info("entry [rsp]=%016lx %pS\n", caller, (void *)caller);
	pr_info("entry socket=%px\n", socket);
	pr_info("entry inode=%px\n", (void *)regs->si);
	pr_info("entry socket.ops=%px %pS\n", socket->ops, socket->ops);
	pr_info("entry socket.sk=%px\n", socket->sk);
	pr_info("entry socket.file=%px\n", socket->file);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = ((struct carried *)instance->data)->socket;

	pr_info("return socket.ops=%px\n", socket->ops);
	pr_info("return socket.sk=%px\n", socket->sk);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "__sock_release",
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
MODULE_DESCRIPTION("A struct socket that is given back: who asks for it, and what it still holds");
MODULE_LICENSE("GPL");
