// SPDX-License-Identifier: GPL-2.0
/* What a post handler sees: it runs after one instruction, not after the function. */
#include "probe.h"

static unsigned int offset;
module_param(offset, uint, 0444);
MODULE_PARM_DESC(offset, "how many bytes behind the start of sock_alloc the probed instruction stands");

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	if (ours())
		pr_info("pre ip=%016lx rax=%016lx\n", regs->ip, regs->ax);
	return 0;
}

static void after_instruction(struct kprobe *kp, struct pt_regs *regs, unsigned long flags)
{
	if (ours())
		pr_info("post ip=%016lx rax=%016lx\n", regs->ip, regs->ax);
}

static struct kprobe probe = {
	.symbol_name = "sock_alloc",
	.pre_handler = at_entry,
	.post_handler = after_instruction,
};

static int __init load(void)
{
	int error;

	probe.offset = offset;
	error = register_kprobe(&probe);
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
MODULE_DESCRIPTION("What a post handler sees: it runs after one instruction, not after the function");
MODULE_LICENSE("GPL");
