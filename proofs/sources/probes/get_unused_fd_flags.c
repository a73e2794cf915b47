// SPDX-License-Identifier: GPL-2.0
/* Which descriptors are taken before the choice of one, and after it: the bitmap open_fds. */
#include "probe.h"
#include <linux/fdtable.h>

static unsigned long bitmap(void)
{
	return *files_fdtable(current->files)->open_fds;
}

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if (!ours())
		return 1;
	pr_info("entry flags=%d\n", (int)regs->di);
	pr_info("entry fdtable.max_fds=%u\n", files_fdtable(current->files)->max_fds);
	pr_info("entry fdtable.open_fds=%lx\n", bitmap());
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	pr_info("return value=%d\n", (int)regs_return_value(regs));
	if (current->files)
		pr_info("return fdtable.open_fds=%lx\n", bitmap());
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "get_unused_fd_flags",
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
MODULE_DESCRIPTION("Which descriptors are taken before the choice of one, and after it: the bitmap open_fds");
MODULE_LICENSE("GPL");
