#pragma once
// What Swift cannot spell: variadic calls, unions, and two Linux headers Glibc's module leaves out.
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// glibc declares it for GNU sources only; two-way string matching, linear in `haystack_size`.
void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);

struct harrier_mhd_callbacks {
    void *context;
    void *(*target)(void *context, const char *target, struct MHD_Connection *connection);
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
};

struct harrier_mhd_limits {
    int listen_socket;
    unsigned int threads;
    unsigned int idle_seconds;
    unsigned int connections;
    size_t memory_per_connection;
};

// The target is unescaped by us, segment by segment, so the library must leave it as it came.
static inline size_t harrier_mhd_keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    size_t length = 0;
    (void) context;
    (void) connection;
    while (text[length]) ++length;
    return length;
}

static inline struct MHD_Daemon *harrier_mhd_start(
    const struct harrier_mhd_callbacks *call, const struct harrier_mhd_limits *limit)
{
    // A pool of one is refused by the library; a daemon without the option has exactly one thread.
    struct MHD_OptionItem pool[] = {
        {limit->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t) limit->threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC,
        0, NULL, NULL, call->access, call->context,
        MHD_OPTION_LISTEN_SOCKET, limit->listen_socket,
        MHD_OPTION_STRICT_FOR_CLIENT, 0,  // we are stricter, and say why: RequestHead
        MHD_OPTION_UNESCAPE_CALLBACK, harrier_mhd_keep_escapes, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, call->target, call->context,
        MHD_OPTION_NOTIFY_COMPLETED, call->completed, call->context,
        MHD_OPTION_NOTIFY_CONNECTION, call->connection, call->context,
        MHD_OPTION_CONNECTION_TIMEOUT, limit->idle_seconds,
        MHD_OPTION_CONNECTION_LIMIT, limit->connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, limit->memory_per_connection,
        MHD_OPTION_ARRAY, pool,
        MHD_OPTION_END);
}

static inline int harrier_mhd_socket(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

static inline const struct sockaddr *harrier_mhd_peer(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

static inline void *harrier_mhd_socket_context(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static inline void harrier_mhd_without_chunks(struct MHD_Response *response)
{
    if (response) MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}

// Bytes the kernel holds for us that nobody has read; closing over them resets the connection.
static inline int harrier_unread_bytes(int descriptor)
{
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

static inline int harrier_epoll_watch(int epoll, int operation, int descriptor, uint32_t events, uint64_t id)
{
    struct epoll_event event = {.events = events, .data = {.u64 = id}};
    return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline uint64_t harrier_epoll_id(const struct epoll_event *event) { return event->data.u64; }
