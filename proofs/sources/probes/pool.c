// SPDX-License-Identifier: GPL-2.0
/* A pool of one instance: while one call holds it, every further call is missed. */
#include "probe.h"

static int maxactive = 1;
module_param(maxactive, int, 0444);
MODULE_PARM_DESC(maxactive, "how many instances the pool holds");

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if (!ours())
		return 1;
	pr_info("entry pid=%d instance=%px\n", current->pid, instance);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	pr_info("return pid=%d instance=%px\n", current->pid, instance);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "hrtimer_nanosleep",
	.entry_handler = at_entry,
	.handler = at_return,
};

static int __init load(void)
{
	int error;

	probe.maxactive = maxactive;
	error = register_kretprobe(&probe);
	if (error) {
		pr_err("register=%d\n", error);
		return error;
	}
	pr_info("load maxactive=%d\n", probe.maxactive);
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
MODULE_DESCRIPTION("A pool of one instance: while one call holds it, every further call is missed");
MODULE_LICENSE("GPL");
