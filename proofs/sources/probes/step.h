/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One step of a trace: a line when FUNCTION is called, a line when it returns.
 * A step defines FUNCTION, PATTERN and VALUES of its arguments (from the saved registers `regs`), RESULT and TYPE of
 * what it returns if it returns anything, and includes this file. One module a function, all loaded together, write the
 * trace.
 */
#define pr_fmt(fmt) fmt
#include "probe.h"

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long caller = *(unsigned long *)regs->sp;

	if (!ours())
		return 1;
	pr_info("--> " FUNCTION "(" PATTERN ") [rsp]=%016lx (%pS)\n", VALUES, caller, (void *)caller);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
#ifdef RESULT
	pr_info("<-- " FUNCTION "() = " RESULT "\n", (TYPE)regs_return_value(regs));
#else
	pr_info("<-- " FUNCTION "() = void\n");
#endif
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = FUNCTION,
	.entry_handler = at_entry,
	.handler = at_return,
	.maxactive = 16,
};

static int __init load(void)
{
	int error = register_kretprobe(&probe);

	if (error)
		pr_err("step " FUNCTION " register=%d\n", error);
	return error;
}

static void __exit unload(void)
{
	unregister_kretprobe(&probe);
	if (probe.nmissed)
		pr_err("step " FUNCTION " missed=%d\n", probe.nmissed);
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("A step of the trace: " FUNCTION);
MODULE_LICENSE("GPL");
