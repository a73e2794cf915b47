// SPDX-License-Identifier: GPL-2.0
/* The whole chain at the return of __sys_socket: descriptor to struct file to struct socket to struct sock, and back. */
#include "probe.h"
#include <linux/fdtable.h>
#include <linux/net.h>
#include <net/sock.h>

static int at_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if (!ours())
		return 1;
	pr_info("entry family=%d type=%d protocol=%d\n", (int)regs->di, (int)regs->si, (int)regs->dx);
	return 0;
}

static struct file *show_table(int fd)
{
	struct files_struct *files = current->files;
	struct fdtable *fdt = files_fdtable(files);
	struct file **array = (struct file **)fdt->fd;

	pr_info("task=%px\n", current);
	pr_info("task.pid=%d\n", current->pid);
	pr_info("task.comm=%s\n", current->comm);
	pr_info("task.files=%px\n", files);
	pr_info("files=%px\n", files);
	pr_info("files.count=%d\n", atomic_read(&files->count));
	pr_info("files.fdt=%px\n", fdt);
	pr_info("fdt=%px\n", fdt);
	pr_info("fdt.max_fds=%u\n", fdt->max_fds);
	pr_info("fdt.open_fds=%lx\n", *fdt->open_fds);
	pr_info("fdt.fd=%px\n", array);
	pr_info("array=%px\n", array);
	pr_info("fd[0]=%px\n", array[0]);
	pr_info("fd[1]=%px\n", array[1]);
	pr_info("fd[2]=%px\n", array[2]);
	pr_info("fd[%d]=%px\n", fd, array[fd]);
	return array[fd];
}

static struct socket *show_file(struct file *file)
{
	pr_info("file=%px\n", file);
	pr_info("file.f_count=%ld\n", atomic_long_read(&file->f_count));
	pr_info("file.f_flags=%o\n", file->f_flags);
	pr_info("file.f_mode=%x\n", file->f_mode);
	pr_info("file.f_op=%px %pS\n", file->f_op, file->f_op);
	pr_info("file.f_inode=%px\n", file->f_inode);
	pr_info("file.private_data=%px\n", file->private_data);
	return file->private_data;
}

static struct sock *show_socket(struct socket *socket)
{
	pr_info("socket=%px\n", socket);
	pr_info("socket.state=%d\n", socket->state);
	pr_info("socket.type=%d\n", socket->type);
	pr_info("socket.flags=%lu\n", socket->flags);
	pr_info("socket.file=%px\n", socket->file);
	pr_info("socket.sk=%px\n", socket->sk);
	pr_info("socket.ops=%px %pS\n", socket->ops, socket->ops);
	pr_info("socket.wq=%px\n", &socket->wq);
	return socket->sk;
}

static void show_sock(struct sock *sock)
{
	pr_info("sock=%px\n", sock);
	pr_info("sock.sk_family=%d\n", sock->sk_family);
	pr_info("sock.sk_state=%d\n", sock->sk_state);
	pr_info("sock.sk_type=%d\n", sock->sk_type);
	pr_info("sock.sk_protocol=%d\n", sock->sk_protocol);
	pr_info("sock.sk_refcnt=%u\n", refcount_read(&sock->sk_refcnt));
	pr_info("sock.sk_rcvbuf=%d\n", sock->sk_rcvbuf);
	pr_info("sock.sk_sndbuf=%d\n", sock->sk_sndbuf);
	pr_info("sock.sk_receive_queue=%px\n", &sock->sk_receive_queue);
	pr_info("sock.sk_receive_queue.next=%px\n", sock->sk_receive_queue.next);
	pr_info("sock.sk_receive_queue.qlen=%u\n", sock->sk_receive_queue.qlen);
	pr_info("sock.sk_prot=%px %pS\n", sock->sk_prot, sock->sk_prot);
	pr_info("sock.sk_socket=%px\n", sock->sk_socket);
}

static int at_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	int fd = regs_return_value(regs);

	pr_info("return fd=%d\n", fd);
	if (fd >= 0)
		show_sock(show_socket(show_file(show_table(fd))));
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "__sys_socket",
	.entry_handler = at_entry,
	.handler = at_return,
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
MODULE_DESCRIPTION("The whole chain at the return of __sys_socket: descriptor to struct file to struct socket to struct sock, and back");
MODULE_LICENSE("GPL");
