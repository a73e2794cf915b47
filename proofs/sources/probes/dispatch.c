// SPDX-License-Identifier: GPL-2.0
/* The number of the system call, as x64_sys_call gets it. */
#include "probe.h"

static unsigned int number = 41;
module_param(number, uint, 0444);
MODULE_PARM_DESC(number, "print only this system call");

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	struct pt_regs *saved = (struct pt_regs *)regs->di;

	if (!ours() || regs->si != number)
		return 0;
	pr_info("entry number=%u\n", (unsigned int)regs->si);
	pr_info("entry saved=%px\n", saved);
	pr_info("entry saved.orig_ax=%ld\n", (long)saved->orig_ax);
	pr_info("entry saved.ax=%ld\n", (long)saved->ax);
	pr_info("entry [rsp]=%016lx %pS\n", *(unsigned long *)regs->sp, (void *)*(unsigned long *)regs->sp);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "x64_sys_call",
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
MODULE_DESCRIPTION("The number of the system call, as x64_sys_call gets it");
MODULE_LICENSE("GPL");
