// SPDX-License-Identifier: GPL-2.0
/* One virtual address of the kernel, looked up by hand: four tables, one entry in each, then the same bytes twice. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/mm.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include <asm/special_insns.h>

static unsigned long at;
module_param(at, ulong, 0444);
MODULE_PARM_DESC(at, "the virtual address to look up");

static unsigned long table; /* physical address of the table that is read next */

static unsigned long entry_of(const char *name, unsigned int shift)
{
	unsigned long index = (at >> shift) & 511;
	unsigned long *entries = __va(table);

	pr_info("%s table=%016lx index=%lu entry=%016lx\n", name, table, index, entries[index]);
	table = entries[index] & GENMASK_ULL(51, 12);
	return entries[index];
}

static void found(unsigned int shift)
{
	unsigned long page = table & ~((1UL << shift) - 1);
	unsigned long offset = at & ((1UL << shift) - 1);
	unsigned long physical = page + offset;
	u8 here[8];

	pr_info("page=%016lx size=%lu offset=%lx\n", page, 1UL << shift, offset);
	pr_info("physical=%016lx\n", physical);
	pr_info("direct=%px\n", __va(physical));
	if (!copy_from_kernel_nofault(here, (void *)at, sizeof(here)))
		pr_info("bytes at virtual %*ph\n", (int)sizeof(here), here);
	if (!copy_from_kernel_nofault(here, __va(physical), sizeof(here)))
		pr_info("bytes at direct  %*ph\n", (int)sizeof(here), here);
}

static void walk(void)
{
	static const struct {
		const char *name;
		unsigned int shift;
	} levels[] = { { "pgd", 39 }, { "pud", 30 }, { "pmd", 21 }, { "pte", 12 } };
	unsigned int i;

	table = __read_cr3() & GENMASK_ULL(51, 12);
	pr_info("virtual=%016lx\n", at);
	for (i = 0; i < ARRAY_SIZE(levels); i++) {
		unsigned long entry = entry_of(levels[i].name, levels[i].shift);

		if (!(entry & _PAGE_PRESENT)) {
			pr_info("absent\n");
			return;
		}
		if (levels[i].shift == 12 || (levels[i].shift < 39 && (entry & _PAGE_PSE))) {
			found(levels[i].shift);
			return;
		}
	}
}

static int __init load(void)
{
	if (pgtable_l5_enabled()) {
		pr_err("five levels: boot with no5lvl\n");
		return -EOPNOTSUPP;
	}
	walk();
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("A walk through the page tables");
MODULE_LICENSE("GPL");
