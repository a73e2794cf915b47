// SPDX-License-Identifier: GPL-2.0
/* The call stack at the entry of sock_alloc: one return address a line, the innermost first. */
#include "probe.h"
#include <linux/stacktrace.h>

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	unsigned long stack[32];
	unsigned int count, i;

	if (!ours())
		return 0;
	count = stack_trace_save(stack, ARRAY_SIZE(stack), 0);
	for (i = 0; i < count; i++)
		pr_info("stack %016lx %pS\n", stack[i], (void *)stack[i]);
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
MODULE_DESCRIPTION("The call stack at the entry of sock_alloc: one return address a line, the innermost first");
MODULE_LICENSE("GPL");
