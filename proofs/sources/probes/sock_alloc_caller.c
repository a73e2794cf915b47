// SPDX-License-Identifier: GPL-2.0
/* Who calls sock_alloc: the return address that lies where rsp points at its entry. */
#include "probe.h"

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	unsigned long *top = (unsigned long *)regs->sp;

	if (!ours())
		return 0;
	pr_info("entry rsp=%px\n", top);
	pr_info("entry [rsp]=%016lx\n", *top);
	pr_info("entry caller=%pS\n", (void *)*top);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "sock_alloc",
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
MODULE_DESCRIPTION("Who calls sock_alloc: the return address that lies where rsp points at its entry");
MODULE_LICENSE("GPL");
