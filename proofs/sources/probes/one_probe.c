// SPDX-License-Identifier: GPL-2.0
/* The repair: one return probe with an entry handler sees the arguments, the caller and the result. */
#include "probe.h"

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long top = *(unsigned long *)regs->sp;

	if (!ours())
		return 1;
	pr_info("entry family=%d type=%d protocol=%d\n", (int)regs->di, (int)regs->si, (int)regs->dx);
	pr_info("entry rsp=%016lx\n", regs->sp);
	pr_info("entry [rsp]=%016lx %pS\n", top, (void *)top);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	pr_info("return value=%d\n", (int)regs_return_value(regs));
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
MODULE_DESCRIPTION("The repair: one return probe with an entry handler sees the arguments, the caller and the result");
MODULE_LICENSE("GPL");
