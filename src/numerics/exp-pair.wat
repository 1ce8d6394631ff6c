  ;; e^x for both lanes, as exp in numerics/elementary.ts, |x| <= 700.
  (func $exp (param $x v128) (param $table i32) (result v128)
    (local $rounded v128) (local $k v128) (local $r v128) (local $square v128) (local $a v128) (local $b v128)
    (local $scale v128)
    (local.set $rounded (f64x2.add
      (f64x2.mul (local.get $x) (v128.const f64x2 184.6649652337873 184.6649652337873))
      (v128.const f64x2 6755399441055744 6755399441055744)))
    (local.set $k (f64x2.sub (local.get $rounded) (v128.const f64x2 6755399441055744 6755399441055744)))
    (local.set $r (f64x2.sub
      (f64x2.sub (local.get $x) (f64x2.mul (local.get $k) (v128.const f64x2 0.00541521234663378 0.00541521234663378)))
      (f64x2.mul (local.get $k) (v128.const f64x2 1.4907929134926466e-12 1.4907929134926466e-12))))
    ;; The low bits of the rounded sum are the integer k itself.
    (local.set $a (v128.load (i32.add (local.get $table)
      (i32.shl (i32.and (i32x4.extract_lane 0 (local.get $rounded)) (i32.const 127)) (i32.const 4)))))
    (local.set $b (v128.load (i32.add (local.get $table)
      (i32.shl (i32.and (i32x4.extract_lane 2 (local.get $rounded)) (i32.const 127)) (i32.const 4)))))
    (local.set $scale (f64x2.mul
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b))
      (i64x2.add
        (v128.and (i64x2.shl (local.get $rounded) (i32.const 45)) (v128.const i64x2 0xfff0000000000000 0xfff0000000000000))
        (v128.const i64x2 0x3ff0000000000000 0x3ff0000000000000))))
    (local.set $square (f64x2.mul (local.get $r) (local.get $r)))
    (f64x2.add (local.get $scale) (f64x2.mul (local.get $scale)
      (f64x2.add
        (f64x2.add
          (f64x2.add
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b))
            (local.get $r))
          (f64x2.mul (local.get $square) (f64x2.add (v128.const f64x2 0.5 0.5)
            (f64x2.mul (local.get $r) (v128.const f64x2 0.16666666666666666 0.16666666666666666)))))
        (f64x2.mul (f64x2.mul (local.get $square) (local.get $square))
          (f64x2.add (v128.const f64x2 0.041666666666666664 0.041666666666666664) (f64x2.mul (local.get $r) (v128.const f64x2 0.008333333333333333 0.008333333333333333))))))))
