// SPDX-License-Identifier: GPL-2.0
/* The slot of the descriptor, before and after fd_install writes the pointer into it. */
#include "probe.h"
#include <linux/fdtable.h>

struct carried {
	unsigned int fd;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct file **array = (struct file **)files_fdtable(current->files)->fd;
	unsigned int fd = regs->di;

	if (!ours())
		return 1;
	((struct carried *)instance->data)->fd = fd;
	pr_info("entry fd=%u\n", fd);
	pr_info("entry file=%px\n", (void *)regs->si);
	pr_info("entry array=%px\n", array);
	pr_info("entry slot=%px\n", &array[fd]);
	pr_info("entry [slot]=%px\n", array[fd]);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct file **array = (struct file **)files_fdtable(current->files)->fd;
	unsigned int fd = ((struct carried *)instance->data)->fd;

	pr_info("return slot=%px\n", &array[fd]);
	pr_info("return [slot]=%px\n", array[fd]);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "fd_install",
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
MODULE_DESCRIPTION("The slot of the descriptor, before and after fd_install writes the pointer into it");
MODULE_LICENSE("GPL");
