// SPDX-License-Identifier: GPL-2.0
/* One pointer printed in two ways: %p scrambles it, %px prints it. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>
#include <linux/slab.h>

static int __init load(void)
{
	void *first = kmalloc(64, GFP_KERNEL);
	void *second = kmalloc(64, GFP_KERNEL);

	if (!first || !second) {
		kfree(first);
		kfree(second);
		return -ENOMEM;
	}
	pr_info("first  p=%p\n", first);
	pr_info("first  px=%px\n", first);
	pr_info("first  p=%p again\n", first);
	pr_info("second p=%p\n", second);
	pr_info("second px=%px\n", second);
	kfree(first);
	kfree(second);
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("One pointer, printed in two ways");
MODULE_LICENSE("GPL");
