// SPDX-License-Identifier: GPL-2.0
/* A filter: calls of other programs, or of other process numbers, are counted and not printed. */
#include "probe.h"

static unsigned int seen, refused;

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	seen++;
	if (!ours()) {
		refused++;
		return 1;
	}
	pr_info("entry pid=%d comm=%s\n", current->pid, current->comm);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	pr_info("return value=%d pid=%d\n", (int)regs_return_value(regs), current->pid);
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
	pr_info("load comm=%s pid=%d\n", comm, pid);
	pr_info("load at=%px %pS\n", probe.kp.addr, probe.kp.addr);
	return 0;
}

static void __exit unload(void)
{
	unregister_kretprobe(&probe);
	pr_info("unload seen=%u refused=%u\n", seen, refused);
	pr_info("unload missed=%d\n", probe.nmissed);
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("A filter: calls of other programs, or of other process numbers, are counted and not printed");
MODULE_LICENSE("GPL");
