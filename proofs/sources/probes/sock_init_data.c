// SPDX-License-Identifier: GPL-2.0
/* The two links between struct socket and struct sock, before and after sock_init_data writes them. */
#include "probe.h"
#include <linux/net.h>
#include <net/sock.h>

struct carried {
	struct socket *socket;
	struct sock *sock;
};

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct carried *carried = (struct carried *)instance->data;

	if (!ours())
		return 1;
	carried->socket = (struct socket *)regs->di;
	carried->sock = (struct sock *)regs->si;
	pr_info("entry socket=%px\n", carried->socket);
	pr_info("entry sock=%px\n", carried->sock);
	pr_info("entry socket.sk=%px\n", carried->socket->sk);
	pr_info("entry sock.sk_socket=%px\n", carried->sock->sk_socket);
	pr_info("entry sock.sk_state=%d\n", carried->sock->sk_state);
	return 0;
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct carried *carried = (struct carried *)instance->data;

	pr_info("return socket.sk=%px\n", carried->socket->sk);
	pr_info("return sock.sk_socket=%px\n", carried->sock->sk_socket);
	pr_info("return sock.sk_state=%d\n", carried->sock->sk_state);
	pr_info("return sock.sk_rcvbuf=%d\n", carried->sock->sk_rcvbuf);
	pr_info("return sock.sk_sndbuf=%d\n", carried->sock->sk_sndbuf);
	pr_info("return sock.sk_refcnt=%u\n", refcount_read(&carried->sock->sk_refcnt));
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "sock_init_data",
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
MODULE_DESCRIPTION("The two links between struct socket and struct sock, before and after sock_init_data writes them");
MODULE_LICENSE("GPL");
