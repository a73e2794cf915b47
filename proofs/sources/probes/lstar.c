// SPDX-License-Identifier: GPL-2.0
/* The register LSTAR, number 0xc0000082: where the processor goes at the instruction syscall. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>
#include <asm/msr.h>

static int __init load(void)
{
	u64 lstar;
	int error = rdmsrl_safe(MSR_LSTAR, &lstar);

	if (error) {
		pr_err("read=%d\n", error);
		return error;
	}
	pr_info("number=%x\n", MSR_LSTAR);
	pr_info("value=%016llx %pS\n", lstar, (void *)lstar);
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The register that holds the address of the kernel entry");
MODULE_LICENSE("GPL");
