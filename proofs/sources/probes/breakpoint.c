// SPDX-License-Identifier: GPL-2.0
/* A probe inside a function: it stands on an instruction that is no entry hook. */
#include "probe.h"

static unsigned int offset;
module_param(offset, uint, 0444);
MODULE_PARM_DESC(offset, "how many bytes behind the start of sock_alloc the probed instruction stands");

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	if (ours())
		pr_info("hit ip=%016lx\n", regs->ip);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "sock_alloc",
	.pre_handler = at_entry,
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
MODULE_DESCRIPTION("A probe inside a function: it stands on an instruction that is no entry hook");
MODULE_LICENSE("GPL");
