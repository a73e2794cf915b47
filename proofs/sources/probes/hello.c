// SPDX-License-Identifier: GPL-2.0
/* A module that does nothing: the kernel runs one function when it comes, and one when it goes. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>

static int __init load(void)
{
	pr_info("load\n");
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("A module that does nothing");
MODULE_LICENSE("GPL");
