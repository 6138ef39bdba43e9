package vpnsentinel.alert;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.component.telegram.model.IncomingMessage;
import org.apache.camel.component.telegram.model.OutgoingTextMessage;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.Transition;
import vpnsentinel.settings.Chat;

/** The steps of the routes raise-alert, send-telegram, and answer-command. */
final class AlertSteps {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSteps.class);
    private static final String ALERT = "alert";
    private static final String NO_NEWS = "no-news";
    private static final String STORED = "stored";
    private static final String PARCEL = "parcel";
    private static final String IDLE = "idle";
    private static final String REPLY = "reply";
    private static final String NO_COMMAND = "no-command";

    private final Alerts alerts;
    private final Outbox outbox;
    private final Commands commands;
    private final TemplateFaults faults;
    private final InstantSource clock;

    AlertSteps(Alerts alerts, Outbox outbox, Commands commands, TemplateFaults faults, InstantSource clock) {
        this.alerts = alerts;
        this.outbox = outbox;
        this.commands = commands;
        this.faults = faults;
        this.clock = clock;
    }

    void bind(Registry registry) {
        step(registry, "decide-alert", this::decideAlert);
        step(registry, "write-alert-plainly", this::writeAlertPlainly);
        step(registry, "store-alert", this::storeAlert);
        step(registry, "next-message", this::nextMessage);
        step(registry, "message-sent", this::messageSent);
        step(registry, "message-failed", this::messageFailed);
        step(registry, "read-command", this::readCommand);
        step(registry, "write-answer-plainly", this::writeAnswerPlainly);
        step(registry, "address-answer", this::addressAnswer);
        registry.bind("poll-failed", ExceptionHandler.class, new PollFailed());
    }

    private static void step(Registry registry, String name, Processor step) {
        registry.bind(name, Processor.class, step);
    }

    private void decideAlert(Exchange exchange) throws InvalidPayloadException {
        Object change = exchange.getMessage().getMandatoryBody();
        Decision decision =
                alerts.decide(change instanceof Transition transition ? new News.Changed(transition) : (News) change);
        exchange.setProperty(NO_NEWS, decision instanceof Decision.Keep);
        if (decision instanceof Decision.Tell tell) {
            exchange.setProperty(ALERT, tell.alert());
            exchange.getMessage().setBody(tell.alert());
        }
    }

    private void writeAlertPlainly(Exchange exchange) {
        faults.broken(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        exchange.getMessage().setBody(alerts.plain(exchange.getProperty(ALERT, Alert.class)));
    }

    private void storeAlert(Exchange exchange) {
        rendered(exchange);
        alerts.store(
                exchange.getProperty(ALERT, Alert.class), exchange.getMessage().getBody(String.class));
        exchange.setProperty(STORED, true);
    }

    /** Whether the message of this exchange is in the outbox. */
    static boolean isStored(Exchange exchange) {
        return exchange.getProperty(STORED, false, boolean.class);
    }

    private void rendered(Exchange exchange) {
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
            faults.fine();
        }
    }

    private void nextMessage(Exchange exchange) {
        Optional<OutboxEntry> next = outbox.next(clock.instant());
        exchange.setProperty(IDLE, next.isEmpty());
        next.ifPresent(parcel -> {
            exchange.setProperty(PARCEL, parcel);
            exchange.getMessage().setBody(outgoing(parcel.chat(), parcel.text(), parcel.quiet()));
        });
    }

    private static OutgoingTextMessage outgoing(Chat chat, String html, boolean quiet) {
        OutgoingTextMessage message = new OutgoingTextMessage();
        message.setChatId(chat.toString());
        message.setText(html);
        message.setParseMode("HTML");
        message.setDisableNotification(quiet);
        message.setDisableWebPagePreview(true);
        return message;
    }

    private void messageSent(Exchange exchange) {
        outbox.sent(exchange.getProperty(PARCEL, OutboxEntry.class));
    }

    private void messageFailed(Exchange exchange) {
        TelegramFailure failure =
                TelegramFailure.behind(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        outbox.failed(exchange.getProperty(PARCEL, OutboxEntry.class), failure, clock.instant());
    }

    private void readCommand(Exchange exchange) {
        Optional<CommandReply> reply =
                incoming(exchange.getMessage().getBody(IncomingMessage.class)).flatMap(commands::answer);
        exchange.setProperty(NO_COMMAND, reply.isEmpty());
        reply.ifPresent(answer -> {
            exchange.setProperty(REPLY, answer);
            exchange.getMessage().setBody(answer);
        });
    }

    /** Edited messages and changes of membership arrive without a body, pictures without a text. */
    private static Optional<Incoming> incoming(@Nullable IncomingMessage message) {
        return message == null || message.getText() == null || message.getChat() == null
                ? Optional.empty()
                : Optional.of(new Incoming(message.getChat().getId(), message.getMessageId(), message.getText()));
    }

    private void writeAnswerPlainly(Exchange exchange) {
        faults.broken(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        exchange.getMessage()
                .setBody(exchange.getProperty(REPLY, CommandReply.class).plain());
    }

    private void addressAnswer(Exchange exchange) {
        rendered(exchange);
        CommandReply reply = exchange.getProperty(REPLY, CommandReply.class);
        String text = reply.text(exchange.getMessage().getBody(String.class), clock.instant());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(outgoing(reply.chat(), text, true));
    }

    /** A poll that failed is already known to the watch over Telegram, which says it once. */
    private static final class PollFailed implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            handleException("poll failed", null, exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handleException(message, null, exception);
        }

        @Override
        public void handleException(String message, @Nullable Exchange exchange, Throwable exception) {
            if (exception instanceof TelegramFailure failure) {
                LOG.debug("poll for commands failed because={}", failure.description());
            } else {
                LOG.warn(
                        "poll for commands failed because={}",
                        TelegramFailure.behind(exception).description());
            }
        }
    }
}
