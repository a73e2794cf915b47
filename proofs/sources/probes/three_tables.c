// SPDX-License-Identifier: GPL-2.0
/* The three tables of functions of one socket, and which function each of them names. */
#include "probe.h"
#include <linux/fdtable.h>
#include <linux/net.h>
#include <net/sock.h>

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	return !ours();
}

static void show_functions(struct file *file)
{
	const struct file_operations *f_op = file->f_op;
	const struct proto_ops *ops = ((struct socket *)file->private_data)->ops;
	const struct proto *prot = ((struct socket *)file->private_data)->sk->sk_prot;

	pr_info("f_op=%px %pS\n", f_op, f_op);
	pr_info("f_op.poll=%px %pS\n", f_op->poll, f_op->poll);
	pr_info("f_op.write_iter=%px %pS\n", f_op->write_iter, f_op->write_iter);
	pr_info("f_op.release=%px %pS\n", f_op->release, f_op->release);
	pr_info("ops=%px %pS\n", ops, ops);
	pr_info("ops.poll=%px %pS\n", ops->poll, ops->poll);
	pr_info("ops.bind=%px %pS\n", ops->bind, ops->bind);
	pr_info("ops.listen=%px %pS\n", ops->listen, ops->listen);
	pr_info("ops.sendmsg=%px %pS\n", ops->sendmsg, ops->sendmsg);
	pr_info("ops.release=%px %pS\n", ops->release, ops->release);
	pr_info("prot=%px %pS\n", prot, prot);
	pr_info("prot.name=%s\n", prot->name);
	pr_info("prot.init=%px %pS\n", prot->init, prot->init);
	pr_info("prot.sendmsg=%px %pS\n", prot->sendmsg, prot->sendmsg);
	pr_info("prot.close=%px %pS\n", prot->close, prot->close);
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	int fd = regs_return_value(regs);

	if (fd >= 0)
		show_functions(files_fdtable(current->files)->fd[fd]);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "__sys_socket",
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
MODULE_DESCRIPTION("The three tables of functions of one socket, and which function each of them names");
MODULE_LICENSE("GPL");
