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

    @Test(
        "Each provider's form of a node's id has the key of its bill",
        arguments: [
            ("aws:///eu-west-1a/i-0a1b", "i-0a1b"), ("aws:///eu-west-1a/i-0a1b", "arn:aws:ec2:eu-west-1:1:instance/i-0a1b"),
            (
                "azure:///subscriptions/S/resourceGroups/mc_RG/providers/Microsoft.Compute/virtualMachines/aks-n-0",
                "/subscriptions/s/resourcegroups/MC_rg/providers/microsoft.compute/virtualmachines/aks-n-0"
            ),
            (
                "azure:///subscriptions/S/resourceGroups/mc/providers/Microsoft.Compute/virtualMachineScaleSets/aks-p-vmss/virtualMachines/3",
                "/subscriptions/S/resourceGroups/mc/providers/Microsoft.Compute/virtualMachineScaleSets/aks-p-vmss/virtualMachines/3"
            ),
            ("gce://p/europe-west1-b/gke-n-1", "//compute.googleapis.com/projects/p/zones/europe-west1-b/instances/gke-n-1"),
            ("cn-hangzhou.i-bp1abc", "i-bp1abc"), ("alicloud://cn-hangzhou.i-bp1abc", "i-bp1abc"),
            ("ocid1.instance.oc1.iad.aaaa", "ocid1.instance.oc1.iad.aaaa"), ("oci://ocid1.instance.oc1.iad.aaaa", "ocid1.instance.oc1.iad.aaaa"),
        ])
    func providers(provider: String, billed: String) {
        #expect(ResourceKey.provider(provider) == ResourceKey.billed(billed))
    }

    @Test("Machines of one scale set, and instances of two regions, stay apart")
    func apart() {
        let set = "azure:///subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/virtualMachineScaleSets/v/virtualMachines/"
        #expect(ResourceKey.provider(set + "0") != ResourceKey.provider(set + "1"))
        #expect(ResourceKey.provider("node.i-1.example") == "node.i-1.example")
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
