// SPDX-License-Identifier: GPL-2.0
/* The struct socket that sock_alloc returns, field by field, at the moment of its return. */
#include "probe.h"
#include <linux/net.h>
#include <net/sock.h>

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if (!ours())
		return 1;
	pr_info("entry sock_alloc()\n");
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = (struct socket *)regs_return_value(regs);
	struct inode *inode = SOCK_INODE(socket);

	pr_info("return socket=%px\n", socket);
	pr_info("return socket.state=%d\n", socket->state);
	pr_info("return socket.type=%d\n", socket->type);
	pr_info("return socket.flags=%lu\n", socket->flags);
	pr_info("return socket.file=%px\n", socket->file);
	pr_info("return socket.sk=%px\n", socket->sk);
	pr_info("return socket.ops=%px\n", socket->ops);
	pr_info("return inode=%px\n", inode);
	pr_info("return inode.i_ino=%lu\n", inode->i_ino);
	pr_info("return inode.i_mode=%o\n", inode->i_mode);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "sock_alloc",
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
MODULE_DESCRIPTION("The struct socket that sock_alloc returns, field by field, at the moment of its return");
MODULE_LICENSE("GPL");
