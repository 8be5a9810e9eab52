import Errors
import Testing

@testable import Store

@Suite("Roles of the database")
struct DatabaseRolesTests {
    @Test(
        "Servers whose statistics tell of hidden rows are refused, by their own line",
        arguments: [(150_013, "15.14"), (150_014, nil), (160_009, "16.10"), (160_010, nil), (170_005, "17.6"), (180_000, nil)]
            as [(Int32, String?)])
    func versions(version: Int32, needed: String?) {
        #expect(DatabaseRoles.versionNeeded(version) == needed)
    }

    @Test(
        "Each refusal says what is wrong and what to do",
        arguments: [
            (
                RoleError(.unbound, role: "ada"), 250, ExitCode.permission,
                "role 'ada' is a superuser or bypasses row-level security and sees everything; take another role"
            ),
            (
                RoleError(.isOwner, role: "ada"), 250, .permission,
                "role 'ada' owns the tables and sees everything; take another role"
            ),
            (
                RoleError(.ownerIsSuperuser("root"), role: "ada"), 250, .permission,
                "the tables belong to the superuser 'root', and a loader can do what their owner can; "
                    + "migrate with a role that is none"
            ),
            (
                RoleError(.serverLeaks(needed: "15.14"), role: "ada"), 251, .configuration,
                "this server shows hidden rows through statistics (CVE-2025-8713); update it to PostgreSQL 15.14 or later"
            ),
            (
                RoleError(.notGranted, role: "ada"), 252, .usage,
                "role 'ada' was not granted that; 'chargeback db roles' lists what was"
            ),
        ] as [(RoleError, Int, ExitCode, String)])
    func refusals(error: RoleError, code: Int, exit: ExitCode, text: String) {
        #expect(error.code == code && error.exitCode == exit && error.description == text)
    }
}
