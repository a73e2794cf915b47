// SPDX-License-Identifier: GPL-2.0
/* The flaw: an entry probe and a return probe on one address. The return probe, registered last, runs first. */
#include "probe.h"

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	unsigned long top = *(unsigned long *)regs->sp;

	if (!ours())
		return 0;
	pr_info("kprobe family=%d type=%d protocol=%d\n", (int)regs->di, (int)regs->si, (int)regs->dx);
	pr_info("kprobe rsp=%016lx\n", regs->sp);
	pr_info("kprobe [rsp]=%016lx %pS\n", top, (void *)top);
	return 0;
}

static int before_return_probe(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long top = *(unsigned long *)regs->sp;

	if (!ours())
		return 1;
	pr_info("kretprobe rsp=%016lx\n", regs->sp);
	pr_info("kretprobe [rsp]=%016lx %pS\n", top, (void *)top);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	pr_info("return value=%d\n", (int)regs_return_value(regs));
	return 0;
}

static struct kprobe entry = {
	.symbol_name = "__sys_socket",
	.pre_handler = at_entry,
};

static struct kretprobe exit = {
	.kp.symbol_name = "__sys_socket",
	.entry_handler = before_return_probe,
	.handler = at_return,
	.maxactive = 16,
};

static int __init load(void)
{
	int error = register_kprobe(&entry);

	if (error) {
		pr_err("register kprobe=%d\n", error);
		return error;
	}
	error = register_kretprobe(&exit);
	if (error) {
		pr_err("register kretprobe=%d\n", error);
		unregister_kprobe(&entry);
		return error;
	}
	pr_info("load kprobe=%px %pS\n", entry.addr, entry.addr);
	pr_info("load kretprobe=%px %pS\n", exit.kp.addr, exit.kp.addr);
	return 0;
}

static void __exit unload(void)
{
	unregister_kretprobe(&exit);
	unregister_kprobe(&entry);
	pr_info("unload missed=%lu missed=%d\n", entry.nmissed, exit.nmissed);
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("Two probes on one address: the flaw");
MODULE_LICENSE("GPL");
