package vpnsentinel.launch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vpnsentinel.check.CheckRow;
import vpnsentinel.check.FilesCheck;
import vpnsentinel.dashboard.TemplateFolder;
import vpnsentinel.engine.Rehearsal;
import vpnsentinel.engine.RouteFault;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** Tries the route files and templates of a half as its start would, for {@code ./sentinel check}. */
final class FilesTrial {
    private FilesTrial() {}

    /** One line for each folder, or for each fault in it. */
    static List<CheckRow> rows(Half half, Settings settings) {
        List<CheckRow> rows = new ArrayList<>(routes(half, settings));
        if (half == Half.SERVER) {
            rows.addAll(templates(settings));
        }
        return rows;
    }

    private static List<CheckRow> routes(Half half, Settings settings) {
        String what = half.word() + ": routes";
        try {
            InstantSource clock = InstantSource.system();
            Rehearsal tried =
                    half == Half.SERVER ? ServerHalf.rehearse(settings, clock) : ClientHalf.rehearse(settings, clock);
            return FilesCheck.rows(
                    what,
                    settings.routes(half).normalize(),
                    tried.files(),
                    tried.state().faults().stream().map(RouteFault::toString).toList(),
                    Stream.concat(tried.state().losses().stream(), tried.state().remarks().stream())
                            .toList(),
                    tried.isEnough());
        } catch (Exception e) {
            return List.of(FilesCheck.untried(what, StartProblem.readable(e)));
        }
    }

    private static List<CheckRow> templates(Settings settings) {
        String what = "server: templates";
        try {
            TemplateFolder folder = TemplateFolder.of(settings);
            folder.look();
            return FilesCheck.rows(
                    what, settings.path("templates.folder"), folder.size(), folder.faults(), folder.remarks(), true);
        } catch (StartProblem e) {
            return List.of(FilesCheck.untried(what, String.valueOf(e.getMessage())));
        }
    }
}
