import Foundation
import Streams
import Testing

@Suite("Blocks that are read ahead")
struct BlockReaderTests {
    private func read(_ path: String, blockSize: Int, isAhead: Bool) throws -> (bytes: [UInt8], error: StreamError?) {
        let reader = try BlockReader(path: path, blockSize: blockSize)
        var bytes: [UInt8] = []
        do throws(StreamError) {
            // As a bill is read: the first block before the thread starts.
            for number in 0... {
                guard let block = try reader.next() else { break }
                #expect(block.offset == Int64(bytes.count))
                bytes += UnsafeBufferPointer(start: block.bytes + block.start, count: block.end - block.start)
                if number == 0, isAhead { reader.startReadingAhead() }
                reader.giveBack(block)
            }
        } catch { return (bytes, error) }
        #expect(reader.bytesDelivered == Int64(bytes.count))
        return (bytes, nil)
    }

    private static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }

    @Test("They are the file, plain or gzip, whatever their size", arguments: [64, 1000, 65_536, 1 << 20])
    func wholeFile(blockSize: Int) throws {
        for bytes in [Self.content, try ByteStreamTests.gzip(Self.content), []] {
            let path = try ByteStreamTests.temporaryFile(bytes)
            for isAhead in [false, true] {
                let reading = try read(path, blockSize: blockSize, isAhead: isAhead)
                #expect(reading.bytes == (bytes.isEmpty ? [] : Self.content))
                #expect(reading.error == nil)
            }
        }
    }

    @Test("An error comes behind the bytes that were good, and is the stream's own")
    func damaged() throws {
        let whole = try ByteStreamTests.gzip(Self.content)
        let path = try ByteStreamTests.temporaryFile(whole.dropLast(5))
        let reading = try read(path, blockSize: 1000, isAhead: true)
        #expect(reading.error?.reason == .gzipEndsEarly(at: Int64(whole.count - 5)))
        #expect(Self.content.starts(with: reading.bytes))
        #expect(reading.bytes.count > Self.content.count / 2)
    }

    @Test("Whoever stops reading early leaves nothing that waits for ever")
    func abandoned() throws {
        let path = try ByteStreamTests.temporaryFile(Self.content)
        for _ in 0..<50 {
            let reader = try BlockReader(path: path, blockSize: 64)
            let first = try #require(try reader.next())
            reader.startReadingAhead()
            reader.giveBack(first)
            #expect(try reader.next()?.offset == 64)
        }
    }

    @Test("A queue keeps the order, wakes who waits when it is closed, and takes nothing more")
    func queue() {
        let queue = BoundedQueue<Int>(capacity: 2)
        let thread = Thread {
            for number in 0..<10_000 { queue.put(number) }; queue.close()
        }
        thread.start()
        var taken: [Int] = []
        while let number = queue.take() { taken.append(number) }
        #expect(taken == Array(0..<10_000))
        #expect(queue.put(1) == false)
        #expect(queue.take() == nil)
    }
}
