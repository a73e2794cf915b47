// SPDX-License-Identifier: GPL-2.0
/* The bytes that lie at an address of the kernel, 8 a line. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>
#include <linux/uaccess.h>

static unsigned long at;
module_param(at, ulong, 0444);
MODULE_PARM_DESC(at, "the address of the first byte");

static unsigned int bytes = 8;
module_param(bytes, uint, 0444);
MODULE_PARM_DESC(bytes, "how many bytes to show: a multiple of 8");

static int __init load(void)
{
	unsigned int done;

	for (done = 0; done < bytes; done += 8) {
		u8 row[8];
		int error = copy_from_kernel_nofault(row, (void *)(at + done), sizeof(row));

		if (error) {
			pr_err("at=%016lx read=%d\n", at + done, error);
			return error;
		}
		pr_info("%016lx: %*ph\n", at + done, (int)sizeof(row), row);
	}
	return 0;
}

static void __exit unload(void)
{
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The bytes at an address");
MODULE_LICENSE("GPL");
