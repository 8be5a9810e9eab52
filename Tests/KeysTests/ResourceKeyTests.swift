import Keys
import Testing

@Suite("Resource keys")
struct ResourceKeyTests {
    @Test("A machine has one key, whether the bill or the cluster names it")
    func nodes() {
        #expect(ResourceKey.billed("i-0a1b") == ResourceKey.provider("aws:///us-east-1a/i-0a1b"))
        #expect(ResourceKey.billed("arn:aws:ec2:us-east-1:111111111111:instance/i-0a1b") == "i-0a1b")
        let path = "/subscriptions/AB/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/n1"
        #expect(ResourceKey.billed(path) == ResourceKey.provider("azure://" + path))
        #expect(
            ResourceKey.provider("gce://p/europe-west1-b/n1")
                == "//compute.googleapis.com/projects/p/zones/europe-west1-b/instances/n1")
    }

    @Test("A volume has one key, whether the bill or the cluster names it")
    func volumes() {
        #expect(ResourceKey.billed("arn:aws:ec2:eu-west-1:1:volume/vol-1") == ResourceKey.volume("vol-1"))
        #expect(ResourceKey.volume("aws://us-east-1a/vol-1") == "vol-1")
    }

    @Test("Other ids stay as the bill writes them")
    func others() {
        let arn = "arn:aws:rds:us-east-1:999999999999:db:i-ordersprimary"
        #expect(ResourceKey.billed(arn) == arn)
        #expect(ResourceKey.provider("kind://docker/kind/node") == "kind://docker/kind/node")
    }
}
