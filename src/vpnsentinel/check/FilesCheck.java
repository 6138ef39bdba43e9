package vpnsentinel.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts into lines what a trial of the files that people edit has shown. */
public final class FilesCheck {
    private FilesCheck() {}

    /**
     * One line for each fault and each thing to know, or one that says how many files are fine.
     *
     * @param what what kind of files: {@code server: routes}
     * @param files how many can be used
     * @param faults what is wrong, one sentence each
     * @param remarks what a person should know besides
     * @param isEnough whether the half gets along with what can be used
     */
    public static List<CheckRow> rows(
            String what, Path folder, int files, List<String> faults, List<String> remarks, boolean isEnough) {
        List<CheckRow> rows = new ArrayList<>();
        CheckOutcome outcome = isEnough ? CheckOutcome.MISSING : CheckOutcome.FAILED;
        faults.forEach(each -> rows.add(CheckRow.of(what, outcome, each, "mend the file")));
        if (faults.isEmpty()) {
            rows.add(CheckRow.of(what, CheckOutcome.OK, files + " files in " + folder, ""));
        }
        remarks.forEach(each -> rows.add(CheckRow.of(what, CheckOutcome.NOTE, each, "")));
        return rows;
    }

    /** The files could not be tried at all. */
    public static CheckRow untried(String what, String reason) {
        return CheckRow.of(what, CheckOutcome.FAILED, reason, "");
    }
}
