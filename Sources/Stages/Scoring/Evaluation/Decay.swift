/// How much of an event is left after some time, in integers, so that every machine agrees.
enum Decay {
    /// One, in the fixed point used here.
    static let one = 1 << 30

    /// 2^(-1/2), 2^(-1/4), 2^(-1/8) … to 16 places, times 2^30, rounded half up.
    private static let roots = [
        759_250_125, 902_905_651, 984_625_594, 1_028_218_693, 1_050_733_751, 1_062_175_491, 1_067_942_999,
        1_070_838_486, 1_072_289_173, 1_073_015_252, 1_073_378_477, 1_073_560_135, 1_073_650_976,
        1_073_696_399, 1_073_719_111, 1_073_730_468,
    ]

    /// The share left after `age` when half is lost every `halfLife`, both in one unit; `one` at age zero.
    static func share(age: Int64, halfLife: Int64) -> Int {
        guard age > 0, halfLife > 0 else { return one }
        let (halvings, rest) = age.quotientAndRemainder(dividingBy: halfLife)
        guard halvings < 31 else { return 0 }
        let fraction = Int((rest << 16) / halfLife)
        var share = one
        for (place, root) in roots.enumerated() where fraction & (1 << (15 - place)) != 0 {
            share = (share * root) >> 30
        }
        return share >> Int(halvings)
    }
}
