package vpnsentinel.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come in, before anything else is done for them: whoever opens one and never ends the TLS handshake is
 * counted like all others. The engine has no other place for it.
 */
public final class Doorway extends JDKTransport {
    private final Map<Integer, Keeper> keepers = new ConcurrentHashMap<>();

    private Doorway() {}

    /** An engine whose listeners count connections from the moment when they are accepted. */
    public static Vertx vertx(VertxOptions options) {
        return new VertxBuilder(options).findTransport(new Doorway()).init().vertx();
    }

    /** Lets this keeper decide at the port; no when the engine is another one. */
    static void keep(Vertx vertx, int port, Keeper keeper) {
        if (((VertxInternal) vertx).transport() instanceof Doorway door) {
            door.keepers.put(port, keeper);
        }
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        Keeper keeper = keepers.get(options.getPort());
        if (keeper != null) {
            bootstrap.handler(keeper);
        }
    }

    /** Lets connections in at one port. */
    @Sharable
    static final class Keeper extends ChannelInboundHandlerAdapter {
        private static final long PAUSE_MS = 1_000;

        private final Connections connections;
        private final Complaints complaints;
        private volatile @Nullable Channel door;

        Keeper(Connections connections, Complaints complaints) {
            this.connections = connections;
            this.complaints = complaints;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            door = ctx.channel();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Channel child && connections.accept(child).isEmpty()) {
                child.unsafe().closeForcibly();
            } else {
                ctx.fireChannelRead(message);
            }
        }

        /** Most often there are no more descriptors: asking again at once would only burn time. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            complaints.notAccepted(cause);
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_MS, TimeUnit.MILLISECONDS);
        }

        /** Takes no more connections; those that there are stay. */
        void shut() {
            Optional.ofNullable(door).ifPresent(Channel::close);
        }
    }
}
