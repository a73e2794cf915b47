// SPDX-License-Identifier: GPL-2.0
/* The three numbers of one call, read from the registers at the entry of __sys_socket. */
#include "probe.h"

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	if (!ours())
		return 0;
	pr_info("entry pid=%d comm=%s\n", current->pid, current->comm);
	pr_info("entry family=%d\n", (int)regs->di);
	pr_info("entry type=%d\n", (int)regs->si);
	pr_info("entry protocol=%d\n", (int)regs->dx);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "__sys_socket",
	.pre_handler = at_entry,
};

static int __init load(void)
{
	int error = register_kprobe(&probe);

	if (error) {
		pr_err("register=%d\n", error);
		return error;
	}
	pr_info("load at=%px %pS\n", probe.addr, probe.addr);
	return 0;
}

static void __exit unload(void)
{
	unregister_kprobe(&probe);
	pr_info("unload missed=%lu\n", probe.nmissed);
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The three numbers of one call, read from the registers at the entry of __sys_socket");
MODULE_LICENSE("GPL");
