package vpnsentinel.launch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import vpnsentinel.settings.Secrets;

/** Writes events of the log in UTF-8, with every secret hidden, also those in exceptions of libraries. */
public final class MaskingEncoder extends LayoutWrappingEncoder<ILoggingEvent> {
    @Override
    public byte[] encode(ILoggingEvent event) {
        return Secrets.hide(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
