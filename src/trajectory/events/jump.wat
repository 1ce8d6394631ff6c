;; Many small steps of gradient descent at once: a Runge-Kutta pair of Dormand and Prince on the smooth curve through the iterates. Every sum
;; runs in the order of the plain form in properties/support/plain-jump.ts, so the bits are the same.
;;
;; Vectors of parameters are padded by zeros to an even number; the speeds of the seven stages follow one another.
(module
  (memory (export "memory") 1)

  ;; Where things lie, in bytes; set by bind.
  (global $table (mut i32) (i32.const 0))     ;; 128 pairs: 2^(i/128), and the relative rest of it
  (global $stages (mut i32) (i32.const 0))    ;; the pair's coefficients: a number and the offset of the speed it goes with, stage by stage
  (global $nodes (mut i32) (i32.const 0))     ;; by stage: its share of the jump
  (global $x (mut i32) (i32.const 0))         ;; features by sample
  (global $xEnd (mut i32) (i32.const 0))
  (global $features (mut i32) (i32.const 0))  ;; bytes of one sample's
  (global $count (mut i32) (i32.const 0))     ;; K
  (global $share (mut i32) (i32.const 0))     ;; by unit: what it has of its sample's margin, 0 where it does not act
  (global $w (mut i32) (i32.const 0))
  (global $k (mut i32) (i32.const 0))
  (global $trial (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (global $bend (mut i32) (i32.const 0))
  (global $bytes (mut i32) (i32.const 0))     ;; of a vector of parameters
  (global $row (mut i32) (i32.const 0))       ;; by chosen sample: where its features lie
  (global $first (mut i32) (i32.const 0))     ;; where its first chosen unit lies; one more entry ends the last
  (global $unit (mut i32) (i32.const 0))      ;; by chosen unit: offset of its neuron, its share, and eta/n times that; 24 bytes
  (global $pull (mut i32) (i32.const 0))      ;; by chosen sample, three numbers apart: pull, change in one step, what bends it
  (global $left (mut i32) (i32.const 0))      ;; numbers of the samples that act and were not chosen
  (global $samples (mut i32) (i32.const 0))   ;; chosen ones

  (func (export "bind")
    (param $table i32) (param $stages i32) (param $nodes i32) (param $x i32) (param $xEnd i32) (param $features i32) (param $count i32)
    (param $share i32)
    (param $w i32) (param $k i32) (param $trial i32) (param $end i32) (param $bend i32) (param $bytes i32)
    (param $row i32) (param $first i32) (param $unit i32) (param $pull i32) (param $left i32)
    (global.set $table (local.get $table))
    (global.set $stages (local.get $stages))
    (global.set $nodes (local.get $nodes))
    (global.set $x (local.get $x))
    (global.set $xEnd (local.get $xEnd))
    (global.set $features (local.get $features))
    (global.set $count (local.get $count))
    (global.set $share (local.get $share))
    (global.set $w (local.get $w))
    (global.set $k (local.get $k))
    (global.set $trial (local.get $trial))
    (global.set $end (local.get $end))
    (global.set $bend (local.get $bend))
    (global.set $bytes (local.get $bytes))
    (global.set $row (local.get $row))
    (global.set $first (local.get $first))
    (global.set $unit (local.get $unit))
    (global.set $pull (local.get $pull))
    (global.set $left (local.get $left)))

  ;; include ../../numerics/exp-one.wat

  ;; e^x, as exp in numerics/elementary.ts.
  (func $exp (param $x f64) (result f64)
    (if (f64.le (f64.abs (local.get $x)) (f64.const 700)) (then (return (call $scaledExp (local.get $x) (i32.const 0)))))
    (if (f64.ne (local.get $x) (local.get $x)) (then (return (local.get $x))))
    (if (f64.gt (local.get $x) (f64.const 709.782712893384)) (then (return (f64.const inf))))
    (if (f64.lt (local.get $x) (f64.const -745.1332191019412)) (then (return (f64.const 0))))
    (if (f64.gt (local.get $x) (f64.const 0))
      (then (return (f64.mul (call $scaledExp (local.get $x) (i32.const 64)) (f64.const 0x1p64)))))
    (f64.mul (call $scaledExp (local.get $x) (i32.const -64)) (f64.const 0x1p-64)))

  ;; Of a chosen sample, what parameters make of its margin, or changes of them of its change.
  (func $margin (param $sample i32) (param $of i32) (result f64)
    (local $unit i32) (local $end i32) (local $row i32) (local $rowEnd i32) (local $p i32) (local $q i32) (local $sum f64) (local $along f64)
    (local.set $row (i32.load (i32.add (global.get $row) (i32.shl (local.get $sample) (i32.const 2)))))
    (local.set $rowEnd (i32.add (local.get $row) (global.get $features)))
    (local.set $p (i32.add (global.get $first) (i32.shl (local.get $sample) (i32.const 2))))
    (local.set $unit (i32.load (local.get $p)))
    (local.set $end (i32.load offset=4 (local.get $p)))
    (loop $units
      (local.set $p (i32.add (local.get $of) (i32.load (local.get $unit))))
      (local.set $q (local.get $row))
      (local.set $along (f64.const 0))
      (loop $feature
        (local.set $along (f64.add (local.get $along) (f64.mul (f64.load (local.get $p)) (f64.load (local.get $q)))))
        (local.set $p (i32.add (local.get $p) (i32.const 8)))
        (local.set $q (i32.add (local.get $q) (i32.const 8)))
        (br_if $feature (i32.lt_u (local.get $q) (local.get $rowEnd))))
      (local.set $sum (f64.add (local.get $sum) (f64.mul (f64.load offset=8 (local.get $unit)) (local.get $along))))
      (local.set $unit (i32.add (local.get $unit) (i32.const 24)))
      (br_if $units (i32.lt_u (local.get $unit) (local.get $end))))
    (local.get $sum))

  ;; Chooses the acting samples whose margins at w are below a bound; returns how many that act are left out.
  (func (export "choose") (param $bound f64) (param $rate f64) (result i32)
    (local $x i32) (local $number i32) (local $share i32) (local $neuron i32) (local $offset i32) (local $before i32) (local $unit i32)
    (local $chosen i32) (local $left i32) (local $own f64) (local $p i32)
    (local.set $x (global.get $x))
    (local.set $share (global.get $share))
    (local.set $unit (global.get $unit))
    (local.set $left (global.get $left))
    (loop $sample
      (local.set $before (local.get $unit))
      (local.set $neuron (global.get $count))
      (local.set $offset (i32.const 0))
      (loop $neurons
        (local.set $own (f64.load (local.get $share)))
        (if (f64.ne (local.get $own) (f64.const 0)) (then
          (i32.store (local.get $unit) (local.get $offset))
          (f64.store offset=8 (local.get $unit) (local.get $own))
          (f64.store offset=16 (local.get $unit) (f64.mul (local.get $rate) (local.get $own)))
          (local.set $unit (i32.add (local.get $unit) (i32.const 24)))))
        (local.set $share (i32.add (local.get $share) (i32.const 8)))
        (local.set $offset (i32.add (local.get $offset) (global.get $features)))
        (local.set $neuron (i32.sub (local.get $neuron) (i32.const 1)))
        (br_if $neurons (local.get $neuron)))
      (if (i32.ne (local.get $unit) (local.get $before)) (then
        (i32.store (i32.add (global.get $row) (i32.shl (local.get $chosen) (i32.const 2))) (local.get $x))
        (local.set $p (i32.add (global.get $first) (i32.shl (local.get $chosen) (i32.const 2))))
        (i32.store (local.get $p) (local.get $before))
        (i32.store offset=4 (local.get $p) (local.get $unit))
        (if (f64.lt (call $margin (local.get $chosen) (global.get $w)) (local.get $bound))
          (then (local.set $chosen (i32.add (local.get $chosen) (i32.const 1))))
          (else
            (i32.store (local.get $left) (local.get $number))
            (local.set $left (i32.add (local.get $left) (i32.const 4)))
            (local.set $unit (local.get $before))))))
      (local.set $number (i32.add (local.get $number) (i32.const 1)))
      (local.set $x (i32.add (local.get $x) (global.get $features)))
      (br_if $sample (i32.lt_u (local.get $x) (global.get $xEnd))))
    (global.set $samples (local.get $chosen))
    (i32.shr_u (i32.sub (local.get $left) (global.get $left)) (i32.const 2)))

  ;; Sum over the chosen units of eta/n * share * factor of the sample times its features, in the unit's block. Factors lie 24 bytes apart.
  (func $combine (param $factor i32) (param $into i32)
    (local $sample i32) (local $own f64) (local $scale f64) (local $unit i32) (local $end i32) (local $row i32) (local $rowEnd i32)
    (local $p i32) (local $q i32)
    (local.set $p (local.get $into))
    (local.set $end (i32.add (local.get $into) (global.get $bytes)))
    (loop $clear
      (v128.store (local.get $p) (v128.const f64x2 0 0))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $clear (i32.lt_u (local.get $p) (local.get $end))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $sample) (global.get $samples)))
        (local.set $own (f64.load (local.get $factor)))
        (if (f64.ne (local.get $own) (f64.const 0)) (then
          (local.set $row (i32.load (i32.add (global.get $row) (i32.shl (local.get $sample) (i32.const 2)))))
          (local.set $rowEnd (i32.add (local.get $row) (global.get $features)))
          (local.set $p (i32.add (global.get $first) (i32.shl (local.get $sample) (i32.const 2))))
          (local.set $unit (i32.load (local.get $p)))
          (local.set $end (i32.load offset=4 (local.get $p)))
          (loop $units
            (local.set $scale (f64.mul (f64.load offset=16 (local.get $unit)) (local.get $own)))
            (local.set $p (i32.add (local.get $into) (i32.load (local.get $unit))))
            (local.set $q (local.get $row))
            (loop $feature
              (f64.store (local.get $p) (f64.add (f64.load (local.get $p)) (f64.mul (local.get $scale) (f64.load (local.get $q)))))
              (local.set $p (i32.add (local.get $p) (i32.const 8)))
              (local.set $q (i32.add (local.get $q) (i32.const 8)))
              (br_if $feature (i32.lt_u (local.get $q) (local.get $rowEnd))))
            (local.set $unit (i32.add (local.get $unit) (i32.const 24)))
            (br_if $units (i32.lt_u (local.get $unit) (local.get $end))))))
        (local.set $factor (i32.add (local.get $factor) (i32.const 24)))
        (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
        (br $next))))

  ;; Adds a multiple of the bend to a vector.
  (func $addBend (param $factor f64) (param $into i32)
    (local $p i32) (local $end i32) (local $factors v128)
    (local.set $factors (f64x2.splat (local.get $factor)))
    (local.set $p (global.get $bend))
    (local.set $end (i32.add (local.get $p) (global.get $bytes)))
    (loop $pair
      (v128.store (local.get $into) (f64x2.add (v128.load (local.get $into)) (f64x2.mul (local.get $factors) (v128.load (local.get $p)))))
      (local.set $into (i32.add (local.get $into) (i32.const 16)))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $pair (i32.lt_u (local.get $p) (local.get $end)))))

  ;; The speed at $at, per e^base steps, of the curve on which the iterates lie up to the third power of a step: see jump.ts.
  (func $speed (param $at i32) (param $base f64) (param $into i32)
    (local $sample i32) (local $p i32) (local $perStep f64) (local $moved f64) (local $largest f64)
    (if (i32.eqz (global.get $samples)) (then
      (call $combine (global.get $pull) (local.get $into))
      (return)))
    (local.set $p (global.get $pull))
    (loop $pulls
      (f64.store (local.get $p) (call $exp (f64.sub (local.get $base) (call $margin (local.get $sample) (local.get $at)))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
      (br_if $pulls (i32.lt_u (local.get $sample) (global.get $samples))))
    (call $combine (global.get $pull) (local.get $into))
    (local.set $perStep (call $exp (f64.neg (local.get $base))))
    (local.set $p (global.get $pull))
    (local.set $sample (i32.const 0))
    (loop $changes
      (local.set $moved (f64.mul (local.get $perStep) (call $margin (local.get $sample) (local.get $into))))
      (f64.store offset=8 (local.get $p) (local.get $moved))
      (if (f64.ne (f64.load (local.get $p)) (f64.const 0))
        (then (local.set $largest (f64.max (local.get $largest) (f64.abs (local.get $moved))))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
      (br_if $changes (i32.lt_u (local.get $sample) (global.get $samples))))
    ;; Corrections of finite steps below this share of a move are left out.
    (if (f64.lt (local.get $largest) (f64.const 1e-16)) (then (return)))
    (local.set $p (global.get $pull))
    (local.set $sample (i32.const 0))
    (loop $first
      (f64.store offset=16 (local.get $p) (f64.mul (f64.load (local.get $p)) (f64.load offset=8 (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
      (br_if $first (i32.lt_u (local.get $sample) (global.get $samples))))
    (call $combine (i32.add (global.get $pull) (i32.const 16)) (global.get $bend))
    (call $addBend (f64.const 0.5) (local.get $into))
    (if (f64.lt (f64.mul (local.get $largest) (local.get $largest)) (f64.const 1e-16)) (then (return)))
    (local.set $p (global.get $pull))
    (local.set $sample (i32.const 0))
    (loop $second
      (f64.store offset=16 (local.get $p) (f64.add
        (f64.div (f64.mul (f64.load offset=16 (local.get $p)) (f64.load offset=8 (local.get $p))) (f64.const 12))
        (f64.div
          (f64.mul (f64.load (local.get $p))
            (f64.mul (local.get $perStep) (call $margin (local.get $sample) (global.get $bend))))
          (f64.const 3))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
      (br_if $second (i32.lt_u (local.get $sample) (global.get $samples))))
    (call $combine (i32.add (global.get $pull) (i32.const 16)) (global.get $bend))
    (call $addBend (f64.const 1) (local.get $into)))

  ;; The speed at w, into the first stage; returns the sum of the pulls there.
  (func (export "depart") (param $base f64) (result f64)
    (local $p i32) (local $sample i32) (local $sum f64)
    (call $speed (global.get $w) (local.get $base) (global.get $k))
    (local.set $p (global.get $pull))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $sample) (global.get $samples)))
        (local.set $sum (f64.add (local.get $sum) (f64.load (local.get $p))))
        (local.set $p (i32.add (local.get $p) (i32.const 24)))
        (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
        (br $next)))
    (local.get $sum))

  ;; One coordinate pair of a sum of coefficients times speeds.
  (func $blend (param $coefficient i32) (param $last i32) (param $at i32) (result v128)
    (local $sum v128)
    (local.set $at (i32.add (global.get $k) (local.get $at)))
    (local.set $sum (f64x2.mul (v128.load64_splat (local.get $coefficient))
      (v128.load (i32.add (local.get $at) (i32.load offset=8 (local.get $coefficient))))))
    (loop $next
      (local.set $coefficient (i32.add (local.get $coefficient) (i32.const 16)))
      (if (i32.lt_u (local.get $coefficient) (local.get $last)) (then
        (local.set $sum (f64x2.add (local.get $sum) (f64x2.mul (v128.load64_splat (local.get $coefficient))
          (v128.load (i32.add (local.get $at) (i32.load offset=8 (local.get $coefficient)))))))
        (br $next))))
    (local.get $sum))

  ;; A jump over $h units from w, where depart has been; returns the largest estimated error in a parameter. A unit is e^base steps at the
  ;; start, and grows by the factor e^swell on the way.
  (func (export "over") (param $h f64) (param $swell f64) (param $base f64) (result f64)
    (local $hs v128) (local $coefficient i32) (local $last i32) (local $stage i32) (local $at i32) (local $into i32) (local $error v128)
    (local.set $hs (f64x2.splat (local.get $h)))
    (local.set $coefficient (global.get $stages))
    (loop $stages
      (local.set $stage (i32.add (local.get $stage) (i32.const 1)))
      ;; Stage s has s coefficients, but that the last has none for the second speed.
      (local.set $last (i32.add (local.get $coefficient) (i32.shl (select (i32.const 5) (local.get $stage) (i32.eq (local.get $stage) (i32.const 6))) (i32.const 4))))
      (local.set $into (select (global.get $end) (global.get $trial) (i32.eq (local.get $stage) (i32.const 6))))
      (local.set $at (i32.const 0))
      (loop $pair
        (v128.store (i32.add (local.get $into) (local.get $at)) (f64x2.add
          (v128.load (i32.add (global.get $w) (local.get $at)))
          (f64x2.mul (local.get $hs) (call $blend (local.get $coefficient) (local.get $last) (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $pair (i32.lt_u (local.get $at) (global.get $bytes))))
      (call $speed
        (local.get $into)
        (f64.add (local.get $base) (f64.mul (local.get $swell)
          (f64.load (i32.add (global.get $nodes) (i32.shl (i32.sub (local.get $stage) (i32.const 1)) (i32.const 3))))))
        (i32.add (global.get $k) (i32.mul (local.get $stage) (global.get $bytes))))
      (local.set $coefficient (local.get $last))
      (br_if $stages (i32.lt_u (local.get $stage) (i32.const 6))))
    (local.set $last (i32.add (local.get $coefficient) (i32.const 96)))
    (local.set $at (i32.const 0))
    (loop $pair
      (local.set $error (f64x2.max (local.get $error)
        (f64x2.abs (f64x2.mul (local.get $hs) (call $blend (local.get $coefficient) (local.get $last) (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $pair (i32.lt_u (local.get $at) (global.get $bytes))))
    (f64.max (f64x2.extract_lane 0 (local.get $error)) (f64x2.extract_lane 1 (local.get $error)))))
