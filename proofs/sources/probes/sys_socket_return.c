// SPDX-License-Identifier: GPL-2.0
/* The result of __sys_socket, and the time that went by: the entry handler leaves its time in the instance. */
#include "probe.h"
#include <linux/ktime.h>

struct carried {
	u64 start;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct carried *carried = (struct carried *)instance->data;

	if (!ours())
		return 1;
	carried->start = ktime_get_ns();
	pr_info("entry family=%d type=%d protocol=%d\n", (int)regs->di, (int)regs->si, (int)regs->dx);
	pr_info("entry pid=%d\n", current->pid);
	pr_info("entry instance=%px\n", instance);
	pr_info("entry instance.data=%px\n", instance->data);
	pr_info("entry instance.data.start=%llu\n", carried->start);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct carried *carried = (struct carried *)instance->data;
	u64 end = ktime_get_ns();

	pr_info("return value=%d\n", (int)regs_return_value(regs));
	pr_info("return pid=%d\n", current->pid);
	pr_info("return instance=%px\n", instance);
	pr_info("return instance.data.start=%llu\n", carried->start);
	pr_info("return end=%llu\n", end);
	pr_info("return between=%llu ns\n", end - carried->start);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "__sys_socket",
	.entry_handler = at_entry,
	.handler = at_return,
	.data_size = sizeof(struct carried),
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
MODULE_DESCRIPTION("The result of __sys_socket, and the time that went by: the entry handler leaves its time in the instance");
MODULE_LICENSE("GPL");
