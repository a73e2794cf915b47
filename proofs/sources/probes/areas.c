// SPDX-License-Identifier: GPL-2.0
/* One address from each area of kernel memory, and where the areas begin. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/mm.h>
#include <linux/module.h>
#include <linux/net.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/io.h>

static int __init load(void)
{
	int local = 0;
	void *piece = kmalloc(64, GFP_KERNEL);
	void *pages = vmalloc(PAGE_SIZE);

	if (!piece || !pages) {
		kfree(piece);
		vfree(pages);
		return -ENOMEM;
	}
	pr_info("direct.start=%016lx\n", PAGE_OFFSET);
	pr_info("vmalloc.start=%016lx\n", VMALLOC_START);
	pr_info("image.start=%016lx\n", __START_KERNEL_map);
	pr_info("modules.start=%016lx\n", MODULES_VADDR);
	pr_info("kmalloc=%px physical=%016llx\n", piece, (u64)virt_to_phys(piece));
	pr_info("task=%px physical=%016llx\n", current, (u64)virt_to_phys(current));
	pr_info("vmalloc=%px\n", pages);
	pr_info("stack=%px\n", &local);
	pr_info("stack.start=%px size=%lu\n", task_stack_page(current), THREAD_SIZE);
	pr_info("function=%px %pS\n", sock_release, sock_release);
	pr_info("module=%px\n", load);
	kfree(piece);
	vfree(pages);
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The areas of kernel memory");
MODULE_LICENSE("GPL");
