// SPDX-License-Identifier: GPL-2.0
/* The registers of the program as the kernel saved them, at the entry of __x64_sys_socket. */
#include "probe.h"
#include <linux/uaccess.h>

static int at_entry(struct kprobe *kp, struct pt_regs *regs)
{
	struct pt_regs *saved = (struct pt_regs *)regs->di;
	u8 before[2];

	if (!ours())
		return 0;
	pr_info("saved=%px\n", saved);
	pr_info("size=%zu\n", sizeof(*saved));
	pr_info("orig_ax=%ld\n", (long)saved->orig_ax);
	pr_info("ax=%ld\n", (long)saved->ax);
	pr_info("di=%ld\n", (long)saved->di);
	pr_info("si=%ld\n", (long)saved->si);
	pr_info("dx=%ld\n", (long)saved->dx);
	pr_info("ip=%016lx\n", saved->ip);
	if (!copy_from_user_nofault(before, (void __user *)(saved->ip - sizeof(before)), sizeof(before)))
		pr_info("bytes before ip=%*ph\n", (int)sizeof(before), before);
	pr_info("cx=%016lx\n", saved->cx);
	pr_info("sp=%016lx\n", saved->sp);
	pr_info("flags=%016lx\n", saved->flags);
	pr_info("r11=%016lx\n", saved->r11);
	pr_info("cs=%lx\n", (unsigned long)saved->cs);
	pr_info("ss=%lx\n", (unsigned long)saved->ss);
	pr_info("kernel.cs=%lx\n", (unsigned long)regs->cs);
	pr_info("kernel.sp=%016lx\n", regs->sp);
	return 0;
}

static struct kprobe probe = {
	.symbol_name = "__x64_sys_socket",
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
MODULE_DESCRIPTION("The registers of the program as the kernel saved them, at the entry of __x64_sys_socket");
MODULE_LICENSE("GPL");
