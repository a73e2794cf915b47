// SPDX-License-Identifier: GPL-2.0
/* The struct file that sock_alloc_file returns, and the link from the struct socket back to it. */
#include "probe.h"
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/net.h>

struct carried {
	struct socket *socket;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = (struct socket *)regs->di;

	if (!ours())
		return 1;
	((struct carried *)instance->data)->socket = socket;
	pr_info("entry socket=%px\n", socket);
	pr_info("entry flags=%d\n", (int)regs->si);
	pr_info("entry socket.file=%px\n", socket->file);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct socket *socket = ((struct carried *)instance->data)->socket;
	struct file *file = (struct file *)regs_return_value(regs);

	pr_info("return file=%px\n", file);
	if (IS_ERR(file))
		return 0;
	pr_info("return file.f_op=%px %pS\n", file->f_op, file->f_op);
	pr_info("return file.private_data=%px\n", file->private_data);
	pr_info("return file.f_inode=%px\n", file->f_inode);
	pr_info("return file.f_count=%ld\n", atomic_long_read(&file->f_count));
	pr_info("return socket.file=%px\n", socket->file);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "sock_alloc_file",
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
MODULE_DESCRIPTION("The struct file that sock_alloc_file returns, and the link from the struct socket back to it");
MODULE_LICENSE("GPL");
